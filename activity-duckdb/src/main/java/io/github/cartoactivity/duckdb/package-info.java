/** Activity Data as a local database. */
@NullMarked
package io.github.cartoactivity.duckdb;

import org.jspecify.annotations.NullMarked;
