using System.Diagnostics.CodeAnalysis;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;

namespace CodeAssist.Egress.Startup;

/// <summary>The command line of <c>codeassist-egress serve</c>, which only a broker writes.</summary>
/// <param name="PipeName">Where to listen for the one client.</param>
/// <param name="Reach">How far requests may go.</param>
/// <param name="Providers">Who may be asked.</param>
/// <param name="Proxy">The user's own proxy for closed APIs, or null.</param>
/// <param name="Catalogue">What is known of them and of their models, and why the user's own file is not part of it.</param>
/// <param name="Models">The models that may be downloaded, and why the user's own list is not part of that.</param>
/// <param name="Words">What is looked for in the hubs; empty for nothing.</param>
internal sealed record EgressOptions(
    string PipeName, EgressReach Reach, IReadOnlyList<Provider> Providers, Origin? Proxy, CatalogueReading Catalogue, OpenModelReading Models, string Words)
{
    public const string Usage =
        "usage: codeassist-egress serve --pipe NAME --reach loopbackOnly|everywhere|modelsOnly [--private URL] [--loopback ADDRESS] [--proxy URL] [--providers FILE]\n"
        + "       [--models FILE] [--model-mirror URL] [--model-address URL] [--model-words WORDS]\n"
        + "The first line of standard input is the client's token; when standard input ends, so does egress.";

    private const string Pipe = "--pipe";
    private const string ReachName = "--reach";
    private const string Private = "--private";
    private const string Loopback = "--loopback";
    private const string ProxyName = "--proxy";
    private const string UserProviders = "--providers";
    private const string UserModels = "--models";
    private const string Mirror = "--model-mirror";
    private const string Address = "--model-address";
    private const string SearchWords = "--model-words";

    private static readonly string[] _names = [Pipe, ReachName, Private, Loopback, ProxyName, UserProviders, UserModels, Mirror, Address, SearchWords];

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
        var reach = values[ReachName] switch
        {
            "everywhere" => EgressReach.Everywhere,
            "modelsOnly" => EgressReach.ModelsOnly,
            _ => EgressReach.LoopbackOnly,
        };
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var catalogue = CatalogueFiles.Read(values.GetValueOrDefault(UserProviders, ""), today);
        options = new EgressOptions(
            values[Pipe],
            reach,
            ProviderTable.For(catalogue.Catalogue, endpoints, reach),
            EndpointText.TryParseProxy(endpoints.Proxy, out var proxy) && reach is not EgressReach.LoopbackOnly ? proxy : null,
            catalogue,
            ReadModels(values, today),
            values.GetValueOrDefault(SearchWords, ""));
        return true;
    }

    private static OpenModelReading ReadModels(Dictionary<string, string> values, DateOnly today)
    {
        var reading = OpenModelFiles.Read(values.GetValueOrDefault(UserModels, ""), today);
        var list = EndpointText.TryParseMirror(values.GetValueOrDefault(Mirror, ""), out var origin, out var basePath) ? reading.List.Behind(origin, basePath) : reading.List;
        return reading with { List = ModelAddress.TryParse(values.GetValueOrDefault(Address, ""), out var address) ? address.AddTo(list) : list };
    }

    private static string? ProblemOf(Dictionary<string, string> values) =>
        !values.ContainsKey(Pipe) ? $"{Pipe} is missing"
        : values.GetValueOrDefault(ReachName) is not ("loopbackOnly" or "everywhere" or "modelsOnly") ? $"{ReachName} is loopbackOnly, everywhere or modelsOnly"
        : values.TryGetValue(Private, out var elsewhere) && !EndpointText.TryParsePrivate(elsewhere, out _, out _) ? $"{Private} is not an origin with a path"
        : values.TryGetValue(Loopback, out var here) && !EndpointText.TryParseLoopback(here, out _) ? $"{Loopback} is not 127.0.0.1 or [::1] with a port"
        : values.TryGetValue(ProxyName, out var proxy) && !EndpointText.TryParseProxy(proxy, out _) ? $"{ProxyName} is not an origin"
        : values.TryGetValue(UserProviders, out var file) && !Path.IsPathFullyQualified(file) ? $"{UserProviders} is not an absolute path"
        : values.TryGetValue(UserModels, out var models) && !Path.IsPathFullyQualified(models) ? $"{UserModels} is not an absolute path"
        : values.TryGetValue(Mirror, out var mirror) && !EndpointText.TryParseMirror(mirror, out _, out _) ? $"{Mirror} is not an origin with a path"
        : values.TryGetValue(Address, out var address) && !ModelAddress.TryParse(address, out _) ? $"{Address} is not the address of a .gguf file"
        : values.TryGetValue(SearchWords, out var words) && !HubWords.AreSound(words) ? $"{SearchWords} are not {HubWords.Rule}"
        : null;
}
