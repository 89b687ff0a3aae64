/** Files: links, parts, checks, publication. */
@NullMarked
package io.github.cartoactivity.client.internal.download;

import org.jspecify.annotations.NullMarked;
