namespace CodeAssist.Processes.Policy;

/// <summary>The address of a remote without what differs between clones of one repository: the protocol, a name or key in it, the ending.</summary>
internal static class RemoteAddress
{
    private const string Ending = ".git";

    /// <param name="address">As Git accepts it: a URL, <c>user@host:path</c>, or a path.</param>
    /// <returns><c>host/path</c>, the host in lower case.</returns>
    public static string Normalize(string address)
    {
        var rest = address;
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            rest = rest[(scheme + 3)..];
        }
        else if (rest.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon && !rest[..colon].Contains('/', StringComparison.Ordinal))
        {
            rest = $"{rest[..colon]}/{rest[(colon + 1)..].TrimStart('/')}";
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        path = path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? path[..^Ending.Length] : path;

        // Neither who logs in nor the door that the protocol takes makes another repository.
        host = host[(host.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        host = port > 0 && host[(port + 1)..].All(char.IsAsciiDigit) ? host[..port] : host;

        return host.ToLowerInvariant() + path;
    }
}
