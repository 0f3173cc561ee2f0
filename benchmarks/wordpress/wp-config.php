<?php
/* A WordPress for one measurement. Names come from the environment; it asks no other host. */
define( 'DB_NAME', getenv( 'WORDPRESS_DATABASE' ) );
define( 'DB_USER', getenv( 'WORDPRESS_USER' ) );
define( 'DB_PASSWORD', getenv( 'WORDPRESS_PASSWORD' ) ?: '' );
define( 'DB_HOST', getenv( 'WORDPRESS_HOST' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
