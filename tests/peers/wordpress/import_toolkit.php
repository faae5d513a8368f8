<?php
/*
 * Imports a file without the importer plugin: php-toolkit, which is WordPress's own, reads it, and
 * WordPress's own functions store each entity as they come. Parents and featured images are set
 * at the end, when every post has its number, and no file is fetched.
 */

use WordPress\ByteStream\ReadStream\FileReadStream;
use WordPress\DataLiberation\EntityReader\WXREntityReader;

function peer_import( $file, $toolkit ) {
	require_once "$toolkit/vendor/autoload.php";
	$reader = WXREntityReader::create( FileReadStream::from_path( $file ) );
	$state  = (object) array( 'posts' => array(), 'comments' => array(), 'parents' => array(), 'told' => array(), 'known' => array(), 'featured' => array(), 'menu_items' => array(), 'menu_meta' => array() );
	while ( $reader->next_entity() ) {
		$entity = $reader->get_entity();
		$store  = 'peer_store_' . ( 'tag' === $entity->get_type() ? 'category' : $entity->get_type() );
		if ( function_exists( $store ) ) {
			$store( $entity->get_data(), $state );
		}
	}
	peer_make_menus( $state );
	foreach ( $state->parents as $id => $parent ) {
		global $wpdb;
		$wpdb->update( $wpdb->posts, array( 'post_parent' => $state->posts[ $parent ] ?? 0 ), array( 'ID' => $id ) );
		clean_post_cache( $id );
	}
	foreach ( $state->featured as $id => $thumbnail ) {
		if ( isset( $state->posts[ $thumbnail ] ) ) {
			update_post_meta( $id, '_thumbnail_id', $state->posts[ $thumbnail ] );
		}
	}
	if ( $reader->get_last_error() ) {
		$state->told[] = 'the reader stopped: ' . $reader->get_last_error();
	}
	return $state->told;
}

function peer_checked( $result, $what, $state ) {
	if ( is_wp_error( $result ) ) {
		$state->told[] = "$what: " . $result->get_error_message();
		return 0;
	}
	return $result;
}

function peer_store_user( $data, $state ) {
	if ( ! get_user_by( 'login', $data['user_login'] ) ) {
		unset( $data['ID'] );
		peer_checked( wp_insert_user( wp_slash( $data ) + array( 'user_pass' => 'x' ) ), 'author', $state );
	}
}

function peer_store_category( $data, $state ) {
	if ( get_term_by( 'slug', $data['slug'], $data['taxonomy'] ) ) {
		return;
	}
	$parent = empty( $data['parent'] ) ? null : get_term_by( 'slug', $data['parent'], $data['taxonomy'] );
	$more   = array( 'slug' => $data['slug'], 'parent' => $parent ? $parent->term_id : 0 );
	peer_checked( wp_insert_term( wp_slash( $data['name'] ), $data['taxonomy'], $more ), 'term', $state );
}

function peer_store_term( $data, $state ) {
	peer_store_category( $data, $state );
}

function peer_make_menus( $state ) {
	$made = array();
	foreach ( $state->menu_items as $number => $data ) {
		$meta   = $state->menu_meta[ $number ];
		$menu   = get_term_by( 'slug', $data['terms'][0]['slug'], 'nav_menu' );
		$object = 'custom' === $meta['_menu_item_type'] ? 0 : $state->posts[ $meta['_menu_item_object_id'] ];
		$args   = array(
			'menu-item-object-id' => $object,
			'menu-item-object'    => $meta['_menu_item_object'],
			'menu-item-parent-id' => $made[ $meta['_menu_item_menu_item_parent'] ] ?? 0,
			'menu-item-position'  => (int) $data['menu_order'],
			'menu-item-type'      => $meta['_menu_item_type'],
			'menu-item-title'     => $data['post_title'],
			'menu-item-url'       => $meta['_menu_item_url'],
			'menu-item-target'    => $meta['_menu_item_target'],
			'menu-item-status'    => $data['post_status'],
		);

		$made[ $number ] = peer_checked( wp_update_nav_menu_item( $menu->term_id, 0, $args ), 'menu item', $state );
	}
}

function peer_store_post( $data, $state ) {
	if ( 'nav_menu_item' === $data['post_type'] ) {
		$state->menu_items[ $data['post_id'] ] = $data;
		return;
	}
	$known = post_exists( wp_slash( $data['post_title'] ), '', $data['post_date'], $data['post_type'] );
	if ( $known ) {
		$state->posts[ $data['post_id'] ] = $known;
		$state->known[ $known ]           = true;
		peer_set_terms( $known, $data );
		return;
	}
	$author = get_user_by( 'login', $data['post_author'] ?? '' );
	$parent = $data['post_parent'] ?? '0';
	$row    = array( 'post_author' => $author ? $author->ID : get_current_user_id(), 'post_parent' => $state->posts[ $parent ] ?? 0 ) + $data;
	unset( $row['post_id'], $row['terms'] );
	$id = peer_checked( wp_insert_post( wp_slash( $row ), true ), 'post', $state );
	if ( ! $id ) {
		return;
	}
	$state->posts[ $data['post_id'] ] = $id;
	if ( $parent && ! $row['post_parent'] ) {
		$state->parents[ $id ] = $parent;
	}
	if ( '1' === ( $data['is_sticky'] ?? '0' ) ) {
		stick_post( $id );
	}
	peer_set_terms( $id, $data );
}

function peer_set_terms( $id, $data ) {
	$chosen = array();
	foreach ( $data['terms'] ?? array() as $term ) {
		$found = get_term_by( 'slug', $term['slug'], $term['taxonomy'] );
		if ( $found ) {
			$chosen[ $term['taxonomy'] ][] = (int) $found->term_id;
		}
	}
	foreach ( $chosen as $taxonomy => $numbers ) {
		wp_set_object_terms( $id, $numbers, $taxonomy );
	}
}

function peer_store_post_meta( $data, $state ) {
	if ( isset( $state->menu_items[ $data['post_id'] ] ) ) {
		$state->menu_meta[ $data['post_id'] ][ $data['meta_key'] ] = $data['meta_value'];
		return;
	}
	$id      = $state->posts[ $data['post_id'] ] ?? 0;
	$ignored = array( '_wp_attached_file', '_wp_attachment_metadata', '_edit_lock' );
	if ( $id && ! in_array( $data['meta_key'], $ignored, true ) ) {
		if ( '_thumbnail_id' === $data['meta_key'] ) {
			$state->featured[ $id ] = $data['meta_value'];
		}
		add_post_meta( $id, wp_slash( $data['meta_key'] ), wp_slash( maybe_unserialize( $data['meta_value'] ) ) );
	}
}

function peer_store_comment( $data, $state ) {
	$id = $state->posts[ $data['post_id'] ] ?? 0;
	$is_known = isset( $state->known[ $id ] ) && comment_exists( $data['comment_author'], $data['comment_date'] );
	if ( ! $id || $is_known ) {
		return;
	}
	$row = array( 'comment_post_ID' => $id, 'comment_parent' => $state->comments[ $data['comment_parent'] ] ?? 0 ) + $data;
	unset( $row['comment_id'] );
	$state->comments[ $data['comment_id'] ] = wp_insert_comment( wp_slash( $row ) );
}
