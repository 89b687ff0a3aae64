/** FakeCarto: CARTO's Activity Data API on loopback, for tests. JDK only. */
@NullMarked
package io.github.cartoactivity.testing;

import org.jspecify.annotations.NullMarked;
