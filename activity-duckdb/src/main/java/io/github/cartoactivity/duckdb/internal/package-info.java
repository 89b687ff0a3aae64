/** What makes the database work; not for users. */
@NullMarked
package io.github.cartoactivity.duckdb.internal;

import org.jspecify.annotations.NullMarked;
