<?php
// Answers requests for files of the old site from a folder; nothing else leaves the machine.

function peer_serve_media( $folders ) {
	add_filter(
		'pre_http_request',
		function ( $answer, $request, $url ) use ( $folders ) {
			foreach ( $folders as $prefix => $folder ) {
				if ( 0 === strpos( $url, $prefix ) ) {
					return peer_answer( $folder . peer_path( substr( $url, strlen( $prefix ) ) ), $request );
				}
			}
			return new WP_Error( 'offline', "no network here: $url" );
		},
		10,
		3
	);
}

function peer_path( $rest ) {
	return '/' . ltrim( rawurldecode( preg_replace( '/[?#].*/s', '', $rest ) ), '/' );
}

function peer_answer( $file, $request ) {
	$found = is_file( $file );
	$name  = $request['filename'] ?? null;
	if ( $found && $name ) {
		copy( $file, $name );
	}
	return array(
		'headers'  => $found ? array( 'content-length' => (string) filesize( $file ) ) : array( 'x' => 'y' ),
		'body'     => $found && ! $name ? file_get_contents( $file ) : '',
		'response' => array( 'code' => $found ? 200 : 404, 'message' => $found ? 'OK' : 'Not Found' ),
		'cookies'  => array(),
		'filename' => $name,
	);
}
