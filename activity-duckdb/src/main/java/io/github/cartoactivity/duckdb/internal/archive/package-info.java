/** How an archive lies on the disk, is written, locked, checked and brought up to date; not for users. */
@NullMarked
package io.github.cartoactivity.duckdb.internal.archive;

import org.jspecify.annotations.NullMarked;
