/**
 * Typed rows from Parquet. Nothing here has to be called: with this artifact on the path, {@link
 * io.github.cartoactivity.client.Rows} reads Parquet as it reads CSV.
 */
@NullMarked
package io.github.cartoactivity.parquet;

import org.jspecify.annotations.NullMarked;
