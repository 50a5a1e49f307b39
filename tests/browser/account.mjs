// The first account of a desk.

export const PASSWORD = 'a ferry to Tolva at noon';

// Makes it by the link that the program printed, which logs in.
export async function signUp(page, wire, link) {
  await page.goto(link);
  await page.fill('#name', 'ada');
  await page.fill('#password', PASSWORD);
  await page.fill('#again', PASSWORD);
  await page.click('button.main');
  await page.waitForURL(`${wire.base}/desk`);
}
