package io.github.cartoactivity.client;

import java.time.Duration;

/**
 * What an export took.
 *
 * @param jobs jobs created
 * @param polls times a job was asked for its status
 * @param files files downloaded
 * @param bytes bytes of these files
 * @param retries requests that were sent again
 * @param elapsed from the call to the last file
 */
public record ExportCost(int jobs, int polls, int files, long bytes, int retries, Duration elapsed) {}
