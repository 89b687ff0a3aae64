/**
 * CARTO's Activity Data API on loopback, for tests of whatever fetches Activity Data. JDK only.
 *
 * <p>Start with {@link io.github.cartoactivity.testing.FakeCarto}, the server, and {@link
 * io.github.cartoactivity.testing.FakeOrganisation}, whose data it serves; then {@link
 * io.github.cartoactivity.testing.Fault} for what can go wrong and {@link io.github.cartoactivity.testing.FaultScript}
 * for when; {@link io.github.cartoactivity.testing.WireShape}, {@link io.github.cartoactivity.testing.CsvVariant} and
 * {@link io.github.cartoactivity.testing.TimestampStyle} for how answers and files may look.
 */
@NullMarked
package io.github.cartoactivity.testing;

import org.jspecify.annotations.NullMarked;
