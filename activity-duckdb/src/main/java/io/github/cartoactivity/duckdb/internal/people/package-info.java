/** Finds people in the values and texts of a table; not for users. */
@NullMarked
package io.github.cartoactivity.duckdb.internal.people;

import org.jspecify.annotations.NullMarked;
