/** The way from CARTO's Activity Data API to files and typed rows. */
@NullMarked
package io.github.cartoactivity.client;

import org.jspecify.annotations.NullMarked;
