/**
 * What can go wrong between CARTO and typed rows.
 *
 * <p>All of it is a {@link io.github.cartoactivity.model.CartoActivityException}, unchecked. CARTO answered with an error:
 * {@link io.github.cartoactivity.client.error.ServiceException} and what extends it. No answer came: {@link
 * io.github.cartoactivity.client.error.TransportException}. The answer cannot be understood: {@link
 * io.github.cartoactivity.client.error.ProtocolException}. A job ended without a result: {@link
 * io.github.cartoactivity.client.error.JobFailedException}, {@link
 * io.github.cartoactivity.client.error.JobCancelledException}, {@link
 * io.github.cartoactivity.client.error.DeadlineException}. A file did not arrive whole: {@link
 * io.github.cartoactivity.client.error.DownloadException} and what extends it. The disk refused: {@link
 * io.github.cartoactivity.client.error.LocalFileException}. A file does not hold what it should: {@link
 * io.github.cartoactivity.client.error.MalformedDataException} and what extends it, each with a {@link
 * io.github.cartoactivity.client.error.DataLocation}.
 */
@NullMarked
package io.github.cartoactivity.client.error;

import org.jspecify.annotations.NullMarked;
