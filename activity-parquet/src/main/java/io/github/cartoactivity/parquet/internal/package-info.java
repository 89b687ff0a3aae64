/** Pages, values and rows of Parquet files. */
@NullMarked
package io.github.cartoactivity.parquet.internal;

import org.jspecify.annotations.NullMarked;
