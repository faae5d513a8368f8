<?php
/*
 * Plugin Name: Import once
 * Description: Lets an export file be imported again without changing anything. Put this file into
 *              wp-content/mu-plugins before the import; it may go afterwards.
 *
 * WordPress's importer knows posts and terms again. But it adds the meta of each post once more,
 * doubles the items of menus, and does not know posts and comments whose title or author it stores
 * in other characters than the file has. The posts of an author whom an earlier file brought go to
 * whoever imports, unless the form says otherwise. All of this acts only while an import runs.
 * Source of the hooks: the plugin wordpress-importer, class-wp-import.php.
 */

if ( ! class_exists( 'Jekyll_Import_Once', false ) ) {
	final class Jekyll_Import_Once {
		/** What each post held when the import came to it: values by key, by post. */
		private $held = array();

		public function start() {
			$this->held = array();
			$this->choose_known_authors();
			add_filter( 'add_post_metadata', array( $this, 'skip_held_meta' ), 10, 4 );
			add_filter( 'wp_import_existing_post', array( $this, 'find_post' ), 10, 2 );
			add_filter( 'wp_import_post_comments', array( $this, 'drop_held_comments' ), 10, 2 );
			add_filter( 'wp_import_posts', array( $this, 'drop_items_of_filled_menus' ) );
		}

		public function end() {
			remove_filter( 'add_post_metadata', array( $this, 'skip_held_meta' ) );
			remove_filter( 'wp_import_existing_post', array( $this, 'find_post' ) );
			remove_filter( 'wp_import_post_comments', array( $this, 'drop_held_comments' ) );
			remove_filter( 'wp_import_posts', array( $this, 'drop_items_of_filled_menus' ) );
		}

		/** Chooses in the importer's form the users that its authors are, where nobody is chosen. */
		private function choose_known_authors() {
			$authors = isset( $_POST['imported_authors'] ) ? (array) $_POST['imported_authors'] : array();
			foreach ( $authors as $number => $login ) {
				$user = get_user_by( 'login', sanitize_user( $login, true ) );
				if ( $user && empty( $_POST['user_map'][ $number ] ) && empty( $_POST['user_new'][ $number ] ) ) {
					$_POST['user_map'][ $number ] = $user->ID;
				}
			}
		}

		/**
		 * Stops the adding of a meta that the post has: one of these for each that the file repeats.
		 * The featured image's number is another here than in the file, and there is only one.
		 */
		public function skip_held_meta( $result, $post_id, $key, $value ) {
			if ( ! isset( $this->held[ $post_id ] ) ) {
				$this->held[ $post_id ] = get_post_meta( $post_id );
			}
			$values = isset( $this->held[ $post_id ][ $key ] ) ? $this->held[ $post_id ][ $key ] : array();
			if ( '_thumbnail_id' === $key ) {
				return $values ? false : $result;
			}
			$place = array_search( (string) maybe_serialize( $value ), $values, true );
			if ( false === $place ) {
				return $result;
			}
			unset( $this->held[ $post_id ][ $key ][ $place ] );
			return false;
		}

		/** Finds a post whose title holds a backslash: the importer asks for the title without it. */
		public function find_post( $found, $post ) {
			if ( $found || false === strpos( $post['post_title'], '\\' ) ) {
				return $found;
			}
			return post_exists( wp_slash( $post['post_title'] ), '', $post['post_date'], $post['post_type'] );
		}

		/** Drops comments that the post has: WordPress stores the author `A & B` as `A &amp; B`. */
		public function drop_held_comments( $comments, $post_id ) {
			global $wpdb;
			$query = "SELECT CONCAT( comment_date, ' ', comment_author ) FROM $wpdb->comments WHERE comment_post_ID = %d";
			$held  = $comments ? $wpdb->get_col( $wpdb->prepare( $query, $post_id ) ) : array();
			$isnew = function ( $comment ) use ( $held ) {
				$author = apply_filters( 'pre_comment_author_name', wp_slash( $comment['comment_author'] ) );
				return ! in_array( $comment['comment_date'] . ' ' . wp_unslash( $author ), $held, true );
			};
			return $held ? array_filter( $comments, $isnew ) : $comments;
		}

		/** Drops the items of menus that have some. */
		public function drop_items_of_filled_menus( $posts ) {
			$filled = array();
			foreach ( wp_get_nav_menus() as $menu ) {
				if ( get_objects_in_term( $menu->term_id, 'nav_menu' ) ) {
					$filled[] = $menu->slug;
				}
			}
			$stays = function ( $post ) use ( $filled ) {
				$slugs = isset( $post['terms'] ) ? wp_list_pluck( $post['terms'], 'slug' ) : array();
				return 'nav_menu_item' !== $post['post_type'] || ! array_intersect( $slugs, $filled );
			};
			return array_filter( $posts, $stays );
		}
	}

	call_user_func(
		function () {
			$once = new Jekyll_Import_Once();
			// WP-CLI's --require reads this file before WordPress is there.
			$add = function_exists( 'add_action' ) ? 'add_action' : array( 'WP_CLI', 'add_wp_hook' );
			call_user_func( $add, 'import_start', array( $once, 'start' ) );
			call_user_func( $add, 'import_end', array( $once, 'end' ) );
		}
	);
}
