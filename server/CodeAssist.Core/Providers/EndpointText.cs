using System.Diagnostics.CodeAnalysis;

namespace CodeAssist.Core.Providers;

/// <summary>Reads the addresses of <see cref="NamedEndpoints"/>. What is not written exactly is refused, never repaired.</summary>
public static class EndpointText
{
    private const string SchemeEnd = "://";

    /// <summary>The only hosts that are this machine without a name being looked up.</summary>
    private static readonly string[] _loopbackHosts = ["127.0.0.1", "[::1]"];

    /// <summary>Reads an origin and the path that its requests begin with: <c>https://models.example/v1</c>.</summary>
    public static bool TryParsePrivate(string text, [NotNullWhen(true)] out Origin? origin, [NotNullWhen(true)] out string? basePath) =>
        TryParseBase(text, out origin, out basePath) && !IsThisMachine(origin.Host);

    /// <summary>Reads an origin, which may be on this machine, and the path that comes before those of the hub: <c>https://mirror.example/hub</c>.</summary>
    public static bool TryParseMirror(string text, [NotNullWhen(true)] out Origin? origin, [NotNullWhen(true)] out string? basePath) =>
        TryParseBase(text, out origin, out basePath) && !IsThisMachineByName(origin.Host);

    /// <summary>Reads <c>127.0.0.1:port</c> or <c>[::1]:port</c>. A name, <c>localhost</c> included, is not accepted: somebody could answer for it.</summary>
    public static bool TryParseLoopback(string text, [NotNullWhen(true)] out Origin? origin)
    {
        var isLiteral = _loopbackHosts.Any(host => text.StartsWith(host + ":", StringComparison.Ordinal));
        if (!isLiteral || !Origin.TryParse("http" + SchemeEnd + text, out origin))
        {
            origin = null;
            return false;
        }

        return true;
    }

    /// <summary>Reads the origin of a proxy, which may be anywhere, this machine included.</summary>
    public static bool TryParseProxy(string text, [NotNullWhen(true)] out Origin? origin) => Origin.TryParse(text, out origin);

    private static bool TryParseBase(string text, [NotNullWhen(true)] out Origin? origin, [NotNullWhen(true)] out string? basePath)
    {
        var host = text.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length;
        var path = host < SchemeEnd.Length ? -1 : text.IndexOf('/', host);
        basePath = path < 0 ? "" : text[path..];
        if (!Origin.TryParse(path < 0 ? text : text[..path], out origin) || !IsPath(basePath))
        {
            origin = null;
            basePath = null;
            return false;
        }

        return true;
    }

    private static bool IsThisMachine(string host) =>
        IsThisMachineByName(host) || host.StartsWith("127.", StringComparison.Ordinal) || _loopbackHosts.Contains(host, StringComparer.Ordinal);

    // Somebody could answer for the name.
    private static bool IsThisMachineByName(string host) => host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    private static bool IsPath(string path) =>
        path.Length == 0
        || (!path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal) && !path.Split('/').Any(part => part is "." or "..")
            && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.'));
}
