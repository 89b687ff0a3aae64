package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Operation;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which addresses files may be fetched from: https to a public address, and only to the hosts that the user has
 * named, if any. Only where the API itself is on this machine, as in a test, may files be too.
 */
public final class LinkGuard {
    private final boolean apiIsLoopback;
    private final NameServer names;
    private final Set<String> hosts;

    /** Tells the addresses of a host. */
    @FunctionalInterface
    interface NameServer {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** @param hosts the only hosts allowed, {@code .example.com} for all below a domain; empty for any */
    public LinkGuard(boolean apiIsLoopback, Set<String> hosts) {
        this(apiIsLoopback, hosts, InetAddress::getAllByName);
    }

    LinkGuard(boolean apiIsLoopback, Set<String> hosts, NameServer names) {
        this.apiIsLoopback = apiIsLoopback;
        this.names = names;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a check may take its time, because it asks a name server. */
    boolean isSlow() {
        return !apiIsLoopback;
    }

    void check(Operation operation, URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(http && apiIsLoopback)) {
            throw refused(operation, "its link is not https", "Check the address of the API");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused(operation, "its link is no plain address", "Check the address of the API");
        }
        if (!isAllowed(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw refused(
                    operation, "its host is not among the allowed ones", "Allow it with fileHosts, if it is right");
        }
        if (!apiIsLoopback && isInside(uri.getHost())) {
            throw refused(operation, "its link leads into a private network", "Check the address of the API");
        }
    }

    private boolean isAllowed(String host) {
        return hosts.isEmpty()
                || hosts.stream().anyMatch(name -> host.equals(name) || (name.startsWith(".") && host.endsWith(name)));
    }

    private boolean isInside(String host) {
        try {
            for (InetAddress address : names.addresses(host)) {
                if (isInside(address.getAddress())) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false; // Behind a proxy names need not resolve here; without one the connection fails anyway.
        }
    }

    /** Whether an address leads elsewhere than into the public network, in its IPv4 form or in one of IPv6. */
    private static boolean isInside(byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        boolean special = address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
        return special || (bytes.length == 4 ? isInside4(bytes) : isInside6(bytes));
    }

    private static boolean isInside4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean nowhere = first == 0 || first >= 240;
        boolean carrier = first == 100 && (second & 0xc0) == 64;
        boolean assigned = first == 192 && second == 0 && third == 0;
        boolean benchmark = first == 198 && (second & 0xfe) == 18;
        boolean azure = first == 168 && second == 63 && third == 129 && bytes[3] == 16; // its machines' own server
        return nowhere || carrier || assigned || benchmark || azure;
    }

    private static boolean isInside6(byte[] bytes) throws UnknownHostException {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        if (uniqueLocal || startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)) {
            return true;
        }
        boolean packedAtEnd = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                || startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
        if (packedAtEnd) {
            return isInside(Arrays.copyOfRange(bytes, 12, 16));
        }
        boolean packedAtStart = startsWith(bytes, 0x20, 0x02);
        return packedAtStart && isInside(Arrays.copyOfRange(bytes, 2, 6));
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static AttemptFailure refused(Operation operation, String why, String advice) {
        return AttemptFailure.useless(
                new DownloadException(operation.failed(why + ", so it is not fetched", advice), null));
    }
}
