<?php
/**
 * Plugin Name: Mediawire
 * Description: What a Mediawire destination can ask of WordPress beyond its REST API: fields of the source, canonical and noindex, 410 and 451 for what was withdrawn or withheld, and no article twice.
 * Version: 3
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: Apache-2.0
 * License URI: https://www.apache.org/licenses/LICENSE-2.0
 *
 * The fields are written by Mediawire through the REST API (`meta` of a post), and read here. To add one: a line in
 * FIELDS, and its value in crates/mediawire-core/src/publish/wordpress.rs.
 */

namespace Mediawire;

defined('ABSPATH') || exit;

/** What is known of a post of the wire: each field's name, and what it holds. */
const FIELDS = array(
    'mediawire_id' => 'The public id of the item on the wire.',
    'mediawire_number' => 'The number of the dispatch that the post shows.',
    'mediawire_state' => 'shown, withheld, killed, or killed-legal: by legal order.',
    'mediawire_source_name' => 'The name of the source.',
    'mediawire_source_url' => 'The address of the piece at the source.',
    'mediawire_source_headline' => 'The headline at the source.',
    'mediawire_byline' => 'Who wrote it, by the source’s word.',
    'mediawire_canonical' => 'The address that search engines are to keep instead of the post’s.',
    'mediawire_robots' => 'noindex, or nothing.',
    'mediawire_lang' => 'The language of the text (BCP 47).',
    'mediawire_lead_in_text' => '1 where the featured image stands in the text as well.',
);

/** Where WordPress keeps the words of addresses that a post has no more. */
const PAST = array('_wp_old_slug', '_wp_old_date', '_wp_desired_post_slug');

/** Where the digest of what WordPress stored at the wire's last write is kept: what is other is a person's. */
const WRITTEN = '_mediawire_written';

/** The field of a post; empty for a post that is not the wire's. */
function field(string $name, ?int $post = null): string
{
    $post = $post ?? get_queried_object_id();
    return $post ? (string) get_post_meta($post, $name, true) : '';
}

/** Whether the page that is asked for is one post, of the wire. */
function is_ours(): bool
{
    return is_singular('post') && field('mediawire_id') !== '';
}

add_action('init', function (): void {
    foreach (FIELDS as $name => $what) {
        register_post_meta('post', $name, array(
            'type' => 'string',
            'description' => $what,
            'single' => true,
            'show_in_rest' => true,
            'auth_callback' => function ($allowed, $key, $post) {
                return current_user_can('edit_post', $post);
            },
        ));
    }
});

/** Posts can be asked for by the item that they show: `?mediawire_id=…`. */
add_filter('rest_post_collection_params', function (array $params): array {
    $params['mediawire_id'] = array(
        'description' => FIELDS['mediawire_id'],
        'type' => 'string',
        'pattern' => '^[a-z2-7]{20}$',
    );
    return $params;
});

add_filter('rest_post_query', function (array $args, $request): array {
    if (!empty($request['mediawire_id'])) {
        $args['meta_query'][] = array('key' => 'mediawire_id', 'value' => $request['mediawire_id']);
    }
    return $args;
}, 10, 2);

/** The post that shows the item, in whatever status; 0 without one. */
function post_of(string $id): int
{
    global $wpdb;
    return (int) $wpdb->get_var($wpdb->prepare(
        "SELECT p.ID FROM {$wpdb->posts} p JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
         WHERE m.meta_key = 'mediawire_id' AND m.meta_value = %s AND p.post_type = 'post' ORDER BY p.ID LIMIT 1",
        $id
    ));
}

/** A request to create a post of an item that has one is refused with 409 and that post's number. */
add_filter('rest_pre_insert_post', function ($prepared, $request) {
    global $wpdb;
    $id = (string) ($request['meta']['mediawire_id'] ?? '');
    if (is_wp_error($prepared) || !empty($request['id']) || $id === '') {
        return $prepared;
    }
    // Held until the request ends and its connection with it: of two that come at once one sees the other's post.
    $wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, 30)', "mediawire-$id"));
    $post = post_of($id);
    if (!$post) {
        return $prepared;
    }
    $data = array('status' => 409, 'post' => $post);
    return new \WP_Error('mediawire_exists', 'There is a post of this item.', $data);
}, 10, 2);

/** A digest of what a post says. */
function digest(string $title, string $text, string $excerpt): string
{
    return hash('sha256', strlen($title) . ' ' . strlen($text) . " $title$text$excerpt");
}

/** The post that the wire is writing in this request; 0 if it writes none. */
function writing(?int $post = null): int
{
    static $now = 0;
    $now = $post ?? $now;
    return $now;
}

add_filter('rest_pre_insert_post', function ($prepared, $request) {
    // A new post comes with an address that has no word of its headline, and with the one that it is to have.
    $slug = empty($request['id']) ? (string) ($request['mediawire_slug'] ?? '') : '';
    if ($slug !== '' && !is_wp_error($prepared)) {
        $prepared->post_name = sanitize_title($slug);
    }
    writing(empty($request['mediawire_write']) ? 0 : (int) $request['id']);
    return $prepared;
}, 20, 2);

/**
 * WordPress, or a plug-in, may store a text otherwise than it was sent. What it comes to is kept before it is stored: when
 * the answer is lost, or all ends in the middle, what stands there is known all the same as the wire's own.
 */
add_filter('wp_insert_post_data', function (array $data, array $asked): array {
    $post = (int) ($asked['ID'] ?? 0);
    if ($post !== 0 && $post === writing()) {
        $parts = array($data['post_title'], $data['post_content'], $data['post_excerpt']);
        update_post_meta($post, WRITTEN, digest(...wp_unslash($parts)));
    }
    return $data;
}, PHP_INT_MAX, 2);

/** The last word on it, and the first on a new post. */
add_action('rest_after_insert_post', function ($post, $request): void {
    writing(0);
    $now = empty($request['mediawire_write']) ? null : get_post($post->ID);
    if ($now) {
        update_post_meta($now->ID, WRITTEN, digest($now->post_title, $now->post_content, $now->post_excerpt));
    }
}, PHP_INT_MAX, 2);

add_action('rest_api_init', function (): void {
    register_rest_field('post', 'mediawire_written', array(
        'get_callback' => function (array $told): ?bool {
            $post = get_post($told['id'] ?? 0);
            $mark = $post ? get_post_meta($post->ID, WRITTEN, true) : '';
            $parts = $post ? array($post->post_title, $post->post_content, $post->post_excerpt) : array('', '', '');
            return $mark ? $mark === digest(...$parts) : null;
        },
        'schema' => array(
            'description' => 'Whether the post says what it said after Mediawire’s last write; null if that is not known.',
            'type' => array('boolean', 'null'),
            'context' => array('edit'),
            'readonly' => true,
        ),
    ));
});

/** Which version of this plug-in answers, for `mediawire destination test`; and what a post said before is removed. */
add_action('rest_api_init', function (): void {
    register_rest_route('mediawire/v1', '/about', array(
        'methods' => 'GET',
        'permission_callback' => '__return_true',
        'callback' => function (): array {
            return array('version' => 3, 'fields' => array_keys(FIELDS));
        },
    ));
    // WordPress's own route for revisions lets nobody do it: no capability of a revision may be had.
    register_rest_route('mediawire/v1', '/posts/(?P<id>\d+)/past', array(
        'methods' => 'DELETE',
        'permission_callback' => function ($request): bool {
            return current_user_can('delete_post', (int) $request['id']);
        },
        'callback' => function ($request): array {
            $post = (int) $request['id'];
            $all = wp_get_post_revisions($post, array('check_enabled' => false));
            foreach ($all as $revision) {
                wp_delete_post_revision($revision->ID);
            }
            // What WordPress remembers of it by itself: old addresses, the one it had before the trash, embedded pages.
            foreach (array_keys(get_post_meta($post)) as $key) {
                $is_past = in_array($key, PAST, true) || strpos($key, '_oembed_') === 0;
                if ($is_past) {
                    delete_post_meta($post, $key);
                }
            }
            return array('removed' => count($all));
        },
    ));
});

/**
 * The old address of what is not shown leads to its notice. WordPress would remember the headline's words for it; the
 * letters of the item's id at the end of the address are enough.
 */
add_action('template_redirect', function (): void {
    global $wpdb;
    if (!is_404() || !preg_match('/-([a-z2-7]{8})$/', (string) get_query_var('name'), $letters)) {
        return;
    }
    $post = (int) $wpdb->get_var($wpdb->prepare(
        "SELECT p.ID FROM {$wpdb->posts} p JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
         WHERE m.meta_key = 'mediawire_id' AND m.meta_value LIKE %s AND p.post_type = 'post'
         AND p.post_status = 'publish' ORDER BY p.ID LIMIT 1",
        $letters[1] . '%'
    ));
    if ($post && field('mediawire_state', $post) !== 'shown') {
        wp_safe_redirect(get_permalink($post), 301, 'Mediawire');
        exit;
    }
}, 5);

/**
 * What was withdrawn is gone (410), what is withheld, or was withdrawn by legal order, may not be had (451); the page
 * itself is the notice.
 */
add_action('template_redirect', function (): void {
    $state = is_ours() ? field('mediawire_state') : '';
    if ($state === 'killed') {
        status_header(410);
    } elseif ($state === 'withheld' || $state === 'killed-legal') {
        // WordPress has no words for this status (RFC 7725), and would leave it out.
        status_header(451, 'Unavailable For Legal Reasons');
        header('Link: <' . esc_url_raw(home_url('/')) . '>; rel="blocked-by"', false);
    }
});

/** Below a notice nobody writes, and nothing is shown that readers wrote below the text: they may have repeated it. */
function is_off($post): bool
{
    return !in_array(field('mediawire_state', (int) $post), array('', 'shown'), true);
}

add_filter('comments_open', function ($is_open, $post): bool {
    return $is_open && !is_off($post);
}, 10, 2);

add_filter('get_comments_number', function ($n, $post) {
    return is_off($post) ? 0 : $n;
}, 10, 2);

add_filter('comments_pre_query', function ($found, $query) {
    $post = (int) ($query->query_vars['post_id'] ?? 0);
    if (is_admin() || $post === 0 || !is_off($post)) {
        return $found;
    }
    return empty($query->query_vars['count']) ? array() : 0;
}, 10, 2);

add_filter('wp_robots', function (array $robots): array {
    $is_hidden = is_ours() && (field('mediawire_robots') === 'noindex' || field('mediawire_state') !== 'shown');
    if ($is_hidden) {
        $robots['noindex'] = true;
        unset($robots['max-image-preview']);
    }
    return $robots;
});

add_filter('get_canonical_url', function ($url, $post) {
    $own = field('mediawire_canonical', $post->ID);
    return $own === '' ? $url : esc_url_raw($own);
}, 10, 2);

/** The text is in its own language and direction, whatever the site's. */
add_filter('render_block_core/group', function (string $html, array $block): string {
    $is_text = in_array('mediawire-text', explode(' ', $block['attrs']['className'] ?? ''), true);
    $lang = $is_text ? field('mediawire_lang', get_the_ID() ?: 0) : '';
    if ($lang === '') {
        return $html;
    }
    $rtl = array('ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi');
    $dir = in_array(strtolower(strtok($lang, '-')), $rtl, true) ? 'rtl' : 'ltr';
    $start = sprintf('<div lang="%s" dir="%s" ', esc_attr($lang), $dir);
    return preg_replace('/<div /', $start, $html, 1);
}, 10, 2);

/** A picture that stands in the text is not shown above it once more. */
add_filter('render_block_core/post-featured-image', function (string $html): string {
    return is_ours() && field('mediawire_lead_in_text') === '1' ? '' : $html;
});

add_filter('post_thumbnail_html', function (string $html, int $post): string {
    $is_double = is_ours() && $post === get_queried_object_id() && field('mediawire_lead_in_text') === '1';
    return $is_double ? '' : $html;
}, 10, 2);

/**
 * The name that WordPress gives a post for good, and tells in its feeds, is its first address, with the headline's words:
 * it is the post's number instead. Posts that are shown keep the name that they have, by which feed readers know them.
 */
add_action('rest_after_insert_post', function ($post, $request, bool $is_new): void {
    global $wpdb;
    $guid = home_url("/?p={$post->ID}");
    $is_due = $is_new || field('mediawire_state', $post->ID) !== 'shown';
    if ($is_due && field('mediawire_id', $post->ID) !== '' && $post->guid !== $guid) {
        $wpdb->update($wpdb->posts, array('guid' => $guid), array('ID' => $post->ID));
        clean_post_cache($post->ID);
    }
}, 10, 3);
