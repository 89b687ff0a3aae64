/** The stage files to typed rows: recognising a file, reading CSV, binding columns, and streaming rows. */
@NullMarked
package io.github.cartoactivity.client.internal.rows;

import org.jspecify.annotations.NullMarked;
