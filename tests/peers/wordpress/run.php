<?php
/*
 * Installs a WordPress, imports WXR files into it and writes down what the site then holds.
 *
 *   php run.php OPTIONS.json OUT.json
 *
 * OPTIONS: docroot; install (whether the database is new); timezone; files (WXR, in order);
 * importer (folder of the importer plugin); media (address prefix to folder: what a fetch of such an address gets).
 */

list( , $options_file, $out_file ) = $argv;
$options = json_decode( file_get_contents( $options_file ), true );
$told    = array();

set_error_handler(
	function ( $level, $message, $file, $line ) use ( &$told ) {
		if ( error_reporting() & $level ) {
			$told[] = "$message ($file:$line)";
		}
		return true;
	},
	E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED
);

$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'SERVER_NAME'     => '127.0.0.1',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
);
if ( ! empty( $options['install'] ) ) {
	define( 'WP_INSTALLING', true );
}
define( 'WP_ADMIN', true );
define( 'WP_LOAD_IMPORTERS', true );
ob_start();
require $options['docroot'] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once __DIR__ . '/serve_media.php';
require_once __DIR__ . '/dump.php';
peer_serve_media( $options['media'] ?? array() );

if ( ! empty( $options['install'] ) ) {
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Peer', 'admin', 'admin@example.invalid', true, '', 'peer' );
	foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
		wp_delete_post( $post->ID, true );
	}
	update_option( 'timezone_string', $options['timezone'] ?? 'UTC' );
	update_option( 'permalink_structure', '/%year%/%monthnum%/%day%/%postname%/' );
} else {
	wp_set_current_user( get_user_by( 'login', 'admin' )->ID );
	require __DIR__ . '/import.php';
	foreach ( $options['files'] as $file ) {
		$said = peer_import( $file, $options['importer'] );
		foreach ( $said as $line ) {
			$told[] = basename( $file ) . ': ' . $line;
		}
	}
	wp_cache_flush();
}
ob_end_clean();
$result = array( 'wordpress' => get_bloginfo( 'version' ), 'told' => $told );
if ( empty( $options['install'] ) ) {
	$result += peer_dump();
}
$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;
file_put_contents( $out_file, json_encode( $result, $flags ) );
