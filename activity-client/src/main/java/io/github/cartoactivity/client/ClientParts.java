package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.api.Afterwork;
import io.github.cartoactivity.client.internal.api.JobApi;
import io.github.cartoactivity.client.internal.api.JobPoller;
import io.github.cartoactivity.client.internal.download.Downloader;
import io.github.cartoactivity.client.internal.download.Lanes;
import io.github.cartoactivity.client.internal.http.Time;
import java.net.URI;
import java.util.concurrent.Executor;

/**
 * The stages of one client, put together by its builder.
 *
 * @param aside runs what may wait for a disk, so that neither who gives up nor the timer does
 */
record ClientParts(
        JobApi jobs,
        JobPoller poller,
        Downloader downloader,
        Afterwork afterwork,
        Lanes jobLanes,
        Executor aside,
        Time time,
        URI accountsUrl) {}
