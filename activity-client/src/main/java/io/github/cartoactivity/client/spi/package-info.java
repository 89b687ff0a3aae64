/**
 * The seam behind which the reader of a file format stands. Nothing here is needed to read rows; that is {@link
 * io.github.cartoactivity.client.Rows}.
 *
 * <p>A format is a {@link io.github.cartoactivity.client.spi.RowFormat}, found by {@link java.util.ServiceLoader}. It
 * opens a {@link io.github.cartoactivity.client.spi.RowFile}, which has parts, over which a {@link
 * io.github.cartoactivity.client.spi.RowCursor} walks row by row. How text becomes a time, a number or a list is the
 * same for every format: {@link io.github.cartoactivity.client.spi.TimestampText}, {@link
 * io.github.cartoactivity.client.spi.DecimalText}, {@link io.github.cartoactivity.client.spi.ListText}, {@link
 * io.github.cartoactivity.client.spi.Utf8Text}.
 *
 * <p>Whatever writes a file that others may read, does so through {@link
 * io.github.cartoactivity.client.spi.PrivateFiles}. When
 * a cancelled call has let go of its files, {@link io.github.cartoactivity.client.spi.SettlingFuture} tells.
 */
@NullMarked
package io.github.cartoactivity.client.spi;

import org.jspecify.annotations.NullMarked;
