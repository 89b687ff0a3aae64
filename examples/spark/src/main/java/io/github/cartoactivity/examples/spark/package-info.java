/** An archive in Apache Spark; not part of the default build. */
@NullMarked
package io.github.cartoactivity.examples.spark;

import org.jspecify.annotations.NullMarked;
