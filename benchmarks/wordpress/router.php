<?php
/* Sends files as a web server would, text compressed; the rest is WordPress's. */
$path  = $_SERVER['DOCUMENT_ROOT'] . urldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$types = array(
	'css'   => 'text/css',
	'js'    => 'text/javascript',
	'svg'   => 'image/svg+xml',
	'woff2' => 'font/woff2',
	'jpg'   => 'image/jpeg',
	'png'   => 'image/png',
);
$type  = $types[ pathinfo( $path, PATHINFO_EXTENSION ) ] ?? '';
if ( ! $type || ! is_file( $path ) ) {
	return false;
}
if ( ! in_array( $type, array( 'text/css', 'text/javascript', 'image/svg+xml' ), true ) ) {
	ini_set( 'zlib.output_compression', '0' );
}
header( 'Content-Type: ' . $type );
header( 'Cache-Control: public, max-age=31536000' );
readfile( $path );
