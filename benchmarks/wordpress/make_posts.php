<?php
/* Publishes a text twice, without a picture and with one, and prints the two addresses.
   In: JSON with headline, paragraphs (a heading begins with "*") and the path of a JPEG. */
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

$story  = json_decode( stream_get_contents( STDIN ), true );
$blocks = '';
foreach ( $story['paragraphs'] as $text ) {
	$words   = esc_html( ltrim( $text, '*' ) );
	$blocks .= '*' === $text[0]
		? "<!-- wp:heading -->\n<h2>$words</h2>\n<!-- /wp:heading -->\n\n"
		: "<!-- wp:paragraph -->\n<p>$words</p>\n<!-- /wp:paragraph -->\n\n";
}
update_option( 'WPLANG', 'ar' );
$post = array(
	'post_title'   => $story['headline'],
	'post_content' => $blocks,
	'post_status'  => 'publish',
	'post_author'  => 1,
);
$bare = wp_insert_post( $post );

$upload  = wp_upload_bits( 'picture.jpg', null, file_get_contents( $story['picture'] ) );
$picture = wp_insert_attachment( array( 'post_mime_type' => 'image/jpeg' ), $upload['file'] );
wp_update_attachment_metadata( $picture, wp_generate_attachment_metadata( $picture, $upload['file'] ) );
$pictured = wp_insert_post( $post );
set_post_thumbnail( $pictured, $picture );

echo wp_json_encode( array( get_permalink( $bare ), get_permalink( $pictured ) ) );
