<?php
// All that a site holds, and how it shows each post.

const PEER_TYPOGRAPHY = array( 'wptexturize', 'convert_smilies', 'capital_P_dangit' );

function peer_dump() {
	global $wpdb;
	$rows = $wpdb->get_results( "SELECT * FROM $wpdb->posts WHERE post_type NOT IN ('revision', 'auto-draft', 'wp_global_styles', 'wp_navigation', 'nav_menu_item') ORDER BY ID", ARRAY_A );
	return array(
		'posts'   => array_map( 'peer_post', $rows ),
		'terms'   => $wpdb->get_results( "SELECT t.term_id id, t.name, t.slug, x.taxonomy, x.parent FROM $wpdb->terms t JOIN $wpdb->term_taxonomy x USING (term_id) ORDER BY t.term_id", ARRAY_A ),
		'menus'   => array_map( 'peer_menu', wp_get_nav_menus() ),
		'authors' => $wpdb->get_results( "SELECT ID id, user_login login, user_email email, display_name name FROM $wpdb->users ORDER BY ID", ARRAY_A ),
	);
}

function peer_menu( $menu ) {
	$items = wp_get_nav_menu_items( $menu->term_id );
	$place = array( 0 => 0 );
	foreach ( $items as $number => $item ) {
		$place[ $item->ID ] = $number + 1;
	}
	$shown = array();
	foreach ( $items as $item ) {
		$shown[] = array(
			'title'  => $item->title,
			'type'   => $item->object,
			'object' => 'custom' === $item->type ? '' : get_post( $item->object_id )->post_title,
			'url'    => $item->url,
			'target' => $item->target,
			'parent' => $place[ $item->menu_item_parent ] ?? -1,
		);
	}
	return array( 'name' => $menu->name, 'slug' => $menu->slug, 'items' => $shown );
}

function peer_post( $row ) {
	global $wpdb;
	$id     = (int) $row['ID'];
	$author = get_userdata( $row['post_author'] );
	$terms  = "SELECT x.taxonomy, t.slug, t.name FROM $wpdb->term_relationships r JOIN $wpdb->term_taxonomy x USING (term_taxonomy_id) JOIN $wpdb->terms t ON t.term_id = x.term_id WHERE r.object_id = %d ORDER BY x.taxonomy, t.term_id";
	$meta   = "SELECT meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = %d ORDER BY meta_id";
	$said   = "SELECT comment_ID id, comment_parent parent, comment_author author, comment_author_email email, comment_author_url url, comment_date date, comment_date_gmt date_gmt, comment_content content, comment_approved approved FROM $wpdb->comments WHERE comment_post_ID = %d ORDER BY comment_ID";
	$post   = array(
		'id'       => $id,
		'parent'   => (int) $row['post_parent'],
		'sticky'   => is_sticky( $id ),
		'author'   => $author ? $author->user_login : '',
		'terms'    => $wpdb->get_results( $wpdb->prepare( $terms, $id ), ARRAY_A ),
		'meta'     => $wpdb->get_results( $wpdb->prepare( $meta, $id ), ARRAY_N ),
		'comments' => $wpdb->get_results( $wpdb->prepare( $said, $id ), ARRAY_A ),
		'link'     => get_permalink( $id ),
	);
	foreach ( array( 'title', 'name', 'type', 'status', 'date', 'date_gmt', 'content', 'excerpt' ) as $field ) {
		$post[ $field ] = $row[ "post_$field" ];
	}
	$post += array( 'menu_order' => (int) $row['menu_order'], 'comment_status' => $row['comment_status'] );
	if ( 'attachment' === $row['post_type'] ) {
		return $post + array( 'url' => wp_get_attachment_url( $id ), 'has_file' => is_file( (string) get_attached_file( $id ) ) );
	}
	return $post + array( 'shown' => peer_shown( $id, array() ), 'plain' => peer_shown( $id, PEER_TYPOGRAPHY ) );
}

function peer_shown( $id, $without ) {
	global $post, $wp_query, $more;
	$wp_query = new WP_Query( array( 'p' => $id, 'post_type' => 'any', 'post_status' => 'any' ) );
	$post     = get_post( $id );
	setup_postdata( $post );
	$more    = 1;
	$removed = array();
	foreach ( $without as $filter ) {
		$priority = has_filter( 'the_content', $filter );
		if ( false !== $priority ) {
			remove_filter( 'the_content', $filter, $priority );
			$removed[ $filter ] = $priority;
		}
	}
	$html = apply_filters( 'the_content', $post->post_content );
	foreach ( $removed as $filter => $priority ) {
		add_filter( 'the_content', $filter, $priority );
	}
	return $html;
}
