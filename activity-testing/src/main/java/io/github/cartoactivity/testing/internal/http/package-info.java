/**
 * A small HTTP/1.1 server that can break its word: announce one length and send another, stall, reset, drip.
 *
 * <p>Reading order: {@code HttpServer}, {@code Connection}, {@code RequestReader}, {@code ResponseWriter}.
 */
@NullMarked
package io.github.cartoactivity.testing.internal.http;

import org.jspecify.annotations.NullMarked;
