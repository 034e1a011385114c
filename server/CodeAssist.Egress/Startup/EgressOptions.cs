using System.Diagnostics.CodeAnalysis;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue;

namespace CodeAssist.Egress.Startup;

/// <summary>The command line of <c>codeassist-egress serve</c>, which only a broker writes.</summary>
/// <param name="PipeName">Where to listen for the one client.</param>
/// <param name="Reach">How far requests may go.</param>
/// <param name="Providers">Who may be asked.</param>
/// <param name="Proxy">The user's own proxy for closed APIs, or null.</param>
/// <param name="Catalogue">What is known of them and of their models, and why the user's own file is not part of it.</param>
internal sealed record EgressOptions(string PipeName, EgressReach Reach, IReadOnlyList<Provider> Providers, Origin? Proxy, CatalogueReading Catalogue)
{
    public const string Usage =
        "usage: codeassist-egress serve --pipe NAME --reach loopbackOnly|everywhere [--private URL] [--loopback ADDRESS] [--proxy URL] [--providers FILE]\n"
        + "The first line of standard input is the client's token; when standard input ends, so does egress.";

    private const string Pipe = "--pipe";
    private const string ReachName = "--reach";
    private const string Private = "--private";
    private const string Loopback = "--loopback";
    private const string ProxyName = "--proxy";
    private const string UserProviders = "--providers";

    private static readonly string[] _names = [Pipe, ReachName, Private, Loopback, ProxyName, UserProviders];

    /// <param name="arguments">What follows the verb.</param>
    /// <param name="options">All of them, checked.</param>
    /// <param name="problem">What is wrong, for people.</param>
    public static bool TryParse(
        IReadOnlyList<string> arguments, [NotNullWhen(true)] out EgressOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index + 1 < arguments.Count; index += 2)
        {
            values[arguments[index]] = arguments[index + 1];
        }

        problem = arguments.Count % 2 != 0 || values.Count * 2 != arguments.Count || values.Keys.Except(_names, StringComparer.Ordinal).Any()
            ? "an option is unknown, doubled or without a value"
            : ProblemOf(values);
        if (problem is not null)
        {
            return false;
        }

        var endpoints = new NamedEndpoints(
            values.GetValueOrDefault(Private, ""), values.GetValueOrDefault(Loopback, ""), values.GetValueOrDefault(ProxyName, ""));
        var reach = values[ReachName] is "everywhere" ? EgressReach.Everywhere : EgressReach.LoopbackOnly;
        var catalogue = CatalogueFiles.Read(values.GetValueOrDefault(UserProviders, ""), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        options = new EgressOptions(
            values[Pipe],
            reach,
            ProviderTable.For(catalogue.Catalogue, endpoints, reach),
            EndpointText.TryParseProxy(endpoints.Proxy, out var proxy) && reach is EgressReach.Everywhere ? proxy : null,
            catalogue);
        return true;
    }

    private static string? ProblemOf(Dictionary<string, string> values) =>
        !values.ContainsKey(Pipe) ? $"{Pipe} is missing"
        : values.GetValueOrDefault(ReachName) is not ("loopbackOnly" or "everywhere") ? $"{ReachName} is loopbackOnly or everywhere"
        : values.TryGetValue(Private, out var elsewhere) && !EndpointText.TryParsePrivate(elsewhere, out _, out _) ? $"{Private} is not an origin with a path"
        : values.TryGetValue(Loopback, out var here) && !EndpointText.TryParseLoopback(here, out _) ? $"{Loopback} is not 127.0.0.1 or [::1] with a port"
        : values.TryGetValue(ProxyName, out var proxy) && !EndpointText.TryParseProxy(proxy, out _) ? $"{ProxyName} is not an origin"
        : values.TryGetValue(UserProviders, out var file) && !Path.IsPathFullyQualified(file) ? $"{UserProviders} is not an absolute path"
        : null;
}
