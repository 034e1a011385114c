using System.Diagnostics.CodeAnalysis;

namespace CodeAssist.Core.Providers;

/// <summary>Scheme, host and port of an address: what a key is bound to and what a request is held against, exactly.</summary>
/// <param name="Scheme"><c>https</c> or <c>http</c>.</param>
/// <param name="Host">A name in lower case or the literal of an address, an IPv6 one in brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record Origin(string Scheme, string Host, int Port)
{
    /// <summary>Whether an address lies at this origin. A user name in front of the host makes it another address.</summary>
    public bool IsOf(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && string.Equals(address.Scheme, Scheme, StringComparison.Ordinal)
        && string.Equals(address.Host, Host, StringComparison.Ordinal)
        && address.Port == Port;

    /// <summary>Reads <c>https://host</c> or <c>https://host:port</c>, and nothing that would have to be rewritten to mean that.</summary>
    /// <remarks>
    /// Whoever writes an address in another way (numbers in octal, a dot at the end, letters that look like others) may mean another
    /// host than people read: refused instead of translated.
    /// </remarks>
    public static bool TryParse(string text, [NotNullWhen(true)] out Origin? origin)
    {
        origin = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return false;
        }

        var canonical = new Origin(address.Scheme, address.Host, address.Port);
        var isExact = string.Equals(text, canonical.ToString(), StringComparison.Ordinal)
            || string.Equals(text, canonical.WithPort(), StringComparison.Ordinal);
        if (!isExact || canonical.Host.EndsWith('.') || !canonical.Host.All(char.IsAscii) || canonical.Port == 0)
        {
            return false;
        }

        origin = canonical;
        return true;
    }

    /// <summary>As people write it: without the port where it is the scheme's own.</summary>
    public override string ToString() => Port == (Scheme is "https" ? 443 : 80) ? $"{Scheme}://{Host}" : WithPort();

    private string WithPort() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");
}
