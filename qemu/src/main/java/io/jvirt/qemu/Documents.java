package io.jvirt.qemu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.util.UUID;

/** Guests' documents to and from text, with the errors of the API. */
public final class Documents {
    private static final FormatOptions LIVE_WITH_SECRETS = FormatOptions.LIVE.withSecure(true);

    private Documents() {}

    /**
     * {@return the guest that a user's document describes}
     *
     * @param strict report what no definition knows
     */
    public static DomainDescription parse(String xml, boolean strict) {
        return parse(xml, ParseOptions.DEFINITION.withStrict(strict));
    }

    /** {@return the guest that a live document of our own describes} */
    public static DomainDescription parseLive(String xml) {
        return parse(xml, ParseOptions.LIVE);
    }

    private static DomainDescription parse(String xml, ParseOptions options) {
        try {
            return Xml.parse(DomainDescription.class, xml, options);
        } catch (XmlException e) {
            throw translate(e);
        }
    }

    /** {@return the API's error for a document that cannot be read} */
    public static JvirtException translate(XmlException e) {
        ErrorCode code = switch (e.kind()) {
            case MALFORMED -> ErrorCode.XML_DETAIL;
            case MISSING -> ErrorCode.XML_ERROR;
            // libvirt takes a unit for an argument of its own kind.
            case INVALID -> e.getCause() instanceof MemorySize.UnknownUnitException
                    ? ErrorCode.INVALID_ARG
                    : ErrorCode.XML_ERROR;
            case NO_NAME -> ErrorCode.NO_NAME;
            case NO_SOURCE -> ErrorCode.NO_SOURCE;
            case NO_TARGET -> ErrorCode.NO_TARGET;
            case UNSUPPORTED -> ErrorCode.CONFIG_UNSUPPORTED;
            case SCHEMA -> ErrorCode.XML_INVALID_SCHEMA;
        };
        return new JvirtException(code, ErrorDomain.DOMAIN, String.valueOf(e.getMessage()), e);
    }

    /** {@return a live document with secrets, for the status file} */
    public static String formatLive(DomainDescription description) {
        return Xml.format(DomainDescription.class, description, LIVE_WITH_SECRETS);
    }

    /** {@return a definition with secrets, for the store} */
    public static String formatStored(DomainDescription description) {
        return Xml.format(DomainDescription.class, description, FormatOptions.STORED);
    }

    /** {@return a document for a caller} */
    public static String format(DomainDescription description, boolean inactive, boolean secure) {
        FormatOptions options = inactive ? FormatOptions.INACTIVE : FormatOptions.LIVE;
        return Xml.format(DomainDescription.class, description, options.withSecure(secure));
    }

    /** {@return the definition's UUID, which a completed one has} */
    public static UUID uuid(DomainDescription description) {
        UUID uuid = description.uuid();
        if (uuid == null) {
            throw Errors.internal("the document of domain '" + description.name() + "' has no UUID", null);
        }
        return uuid;
    }
}
