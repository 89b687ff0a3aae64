/**
 * The endpoints of the API.
 *
 * <p>Reading order: {@code Sites} puts everything together, {@code FrontDoor} is what every request goes through, then
 * {@code TokenService}, {@code JobService}, {@code FileService}.
 */
@NullMarked
package io.github.cartoactivity.testing.internal.api;

import org.jspecify.annotations.NullMarked;
