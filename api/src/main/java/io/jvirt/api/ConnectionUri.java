package io.jvirt.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect: libvirt's {@code driver[+transport]://[user@][host][:port]/path[?parameters]}.
 *
 * @param driver the technology, such as {@code qemu}
 * @param transport {@code unix}, {@code tcp}, {@code tls}, {@code ssh} ..., or null when the URI names none
 * @param user the user on the other host, or null
 * @param host the other host; empty for this one
 * @param port -1 when the URI names none
 * @param path such as {@code /system}; may be empty
 * @param parameters in the order given, decoded
 */
public record ConnectionUri(
        String driver,
        @Nullable String transport,
        @Nullable String user,
        String host,
        int port,
        String path,
        Map<String, String> parameters) {

    /** Keeps a copy of the parameters. */
    public ConnectionUri {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * {@return the parts of {@code text}}
     *
     * @throws JvirtException {@link ErrorCode#INTERNAL_ERROR} with domain {@link ErrorDomain#URI} when it is no URI
     */
    public static ConnectionUri parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw bad(text, "it has no scheme, such as qemu:///system");
        }
        String scheme = text.substring(0, colon);
        for (int i = 0; i < scheme.length(); i++) {
            char c = scheme.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.') || c > 127) {
                throw bad(text, "'" + c + "' cannot be in a scheme");
            }
        }
        int plus = scheme.indexOf('+');
        String driver = plus < 0 ? scheme : scheme.substring(0, plus);
        String transport = plus < 0 ? null : scheme.substring(plus + 1);
        String rest = text.substring(colon + 1);
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            rest = rest.substring(0, hash);
        }
        int question = rest.indexOf('?');
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(rest.substring(question + 1));
        if (question >= 0) {
            rest = rest.substring(0, question);
        }
        if (!rest.startsWith("//")) {
            return new ConnectionUri(driver, transport, null, "", -1, decode(rest), parameters);
        }
        int slash = rest.indexOf('/', 2);
        String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        String path = slash < 0 ? "" : decode(rest.substring(slash));
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? null : decode(authority.substring(0, at));
        String place = authority.substring(at + 1);
        int port = -1;
        int portAt = place.lastIndexOf(':');
        if (portAt >= 0 && place.indexOf(']', portAt) < 0) {
            try {
                port = Integer.parseInt(place.substring(portAt + 1));
            } catch (NumberFormatException e) {
                throw bad(text, "'" + place.substring(portAt + 1) + "' is no port");
            }
            place = place.substring(0, portAt);
        }
        if (place.startsWith("[") && place.endsWith("]")) {
            place = place.substring(1, place.length() - 1);
        }
        return new ConnectionUri(driver, transport, user, decode(place), port, path, parameters);
    }

    /** {@return the URI without transport, host and client-side parameters: what a daemon is asked to open} */
    public String driverUri() {
        return driver + "://" + path;
    }

    /** {@return the URI as text} Parameters are encoded where they must be. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(driver);
        if (transport != null) {
            text.append('+').append(transport);
        }
        text.append("://");
        if (user != null) {
            text.append(encode(user)).append('@');
        }
        text.append(host.indexOf(':') < 0 ? host : "[" + host + "]");
        if (port >= 0) {
            text.append(':').append(port);
        }
        text.append(encode(path));
        char before = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(before).append(encode(parameter.getKey()));
            text.append('=').append(encode(parameter.getValue()));
            before = '&';
        }
        return text.toString();
    }

    /** {@return the text with everything escaped that RFC 3986 gives a meaning, slashes excepted} */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/:".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%');
                encoded.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        int start = 0;
        while (start < query.length()) {
            int end = start;
            while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
                end++;
            }
            String pair = query.substring(start, end);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                found.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                found.put(decode(pair), "");
            }
            start = end + 1;
        }
        return found;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0
                ? text
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JvirtException bad(String text, String why) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.URI, "Unable to parse URI " + text + ": " + why);
    }
}
