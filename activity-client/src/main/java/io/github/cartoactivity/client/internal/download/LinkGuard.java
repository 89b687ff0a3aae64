package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Operation;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Decides which addresses files may be fetched from: https to a public address. Only where the API itself is on this
 * machine, as in a test, may files be too.
 */
public final class LinkGuard {
    private final boolean apiIsLoopback;

    public LinkGuard(boolean apiIsLoopback) {
        this.apiIsLoopback = apiIsLoopback;
    }

    void check(Operation operation, URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(http && apiIsLoopback)) {
            throw refused(operation, "its link is not https");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused(operation, "its link is no plain address");
        }
        if (!apiIsLoopback && isInside(uri.getHost())) {
            throw refused(operation, "its link leads into a private network");
        }
    }

    private static boolean isInside(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInside(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false; // Behind a proxy names need not resolve here; without one the connection fails anyway.
        }
    }

    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrier;
    }

    private static AttemptFailure refused(Operation operation, String why) {
        return AttemptFailure.useless(new DownloadException(
                operation.failed(why + ", so it is not fetched", "Check the address of the API"), null));
    }
}
