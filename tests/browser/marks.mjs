// Where the parts of a page are. Everything else is found by its role, its status or its address.

export const MARKS = {
  // The article, without what the site says about it and beside it.
  article: 'main article',
  // The dispatched body, and the wire's own few words in it.
  body: '.body',
  ours: '.ours',
  dek: '.dek',
  foot: 'main article > footer',
  source: '.source',
  disclaimer: '.disclaimer',
  // The source's own headline, where the house has another.
  ledger: '.source-headline',
};
