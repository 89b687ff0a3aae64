/** One request: its attempts, its time, its errors. */
@NullMarked
package io.github.cartoactivity.client.internal.http;

import org.jspecify.annotations.NullMarked;
