<?php
// Imports a file with the importer plugin, as its form would. Authors that exist are chosen where
// import-once.php does not do that.

function peer_import( $file, $plugin ) {
	require_once "$plugin/wordpress-importer.php";
	$parser = new WXR_Parser();
	$parsed = $parser->parse( $file );
	if ( is_wp_error( $parsed ) ) {
		return array( $parsed->get_error_message() );
	}
	$_POST = array( 'imported_authors' => array(), 'user_map' => array() );
	foreach ( array_keys( $parsed['authors'] ?? array() ) as $login ) {
		$known                       = get_user_by( 'login', sanitize_user( $login, true ) );
		$_POST['imported_authors'][] = $login;
		$_POST['user_map'][]         = $known && ! class_exists( 'Jekyll_Import_Once' ) ? $known->ID : 0;
	}
	$importer                    = new WP_Import();
	$importer->fetch_attachments = true;
	ob_start();
	$importer->import( $file );
	$said = html_entity_decode( wp_strip_all_tags( str_replace( '<br', "\n<br", ob_get_clean() ) ), ENT_QUOTES );
	return array_values( array_filter( array_map( 'trim', explode( "\n", $said ) ) ) );
}
