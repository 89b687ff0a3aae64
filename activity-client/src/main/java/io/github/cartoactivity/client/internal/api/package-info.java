/** CARTO's API: tokens, jobs, and how they are spelt. */
@NullMarked
package io.github.cartoactivity.client.internal.api;

import org.jspecify.annotations.NullMarked;
