using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Downloads;
using CodeAssist.Egress.Keys;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Serving;

/// <summary>Who can be asked in this process, each with connections of its own.</summary>
internal sealed class ProviderSet : IDisposable
{
    private readonly IReadOnlyList<Provider> _providers;
    private readonly ModelCatalogue _catalogue;
    private readonly ApiKeys _keys;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SocketsHttpHandler> _connections;

    private readonly HubConnections? _hubs;

    // Without hubs, where nothing may leave the machine, nothing is downloaded.
    public ProviderSet(
        IReadOnlyList<Provider> providers, ModelCatalogue catalogue, Origin? proxy, ApiKeys keys, NameLookup lookup, TimeProvider time, HubConnections? hubs = null)
    {
        _hubs = hubs;
        _providers = providers;
        _catalogue = catalogue;
        _keys = keys;
        _time = time;
        _connections = providers.ToDictionary(
            provider => provider.Id,
            provider => ProviderConnections.Open(provider, proxy, TransportLimits.For(provider.Place, card: null), lookup),
            StringComparer.Ordinal);
    }

    public IReadOnlyList<ProviderDescription> Describe() =>
        [.. _providers.Select(provider => new ProviderDescription(provider.Id, provider.Name, provider.Origin.ToString(), _keys.Find(provider) is not null))];

    /// <returns>Null when nobody of that name can be asked.</returns>
    public Provider? Find(string id) => _providers.FirstOrDefault(provider => string.Equals(provider.Id, id, StringComparison.Ordinal));

    /// <returns>Null when nothing is known of this model of this provider.</returns>
    public ModelCard? FindCard(Provider provider, string model) => _catalogue.FindCard(provider.Id, model);

    /// <summary>Measures the waits.</summary>
    public TimeProvider Time => _time;

    public bool TrySetKey(Provider provider, string key) => _keys.TrySet(provider, key);

    /// <summary>The way out for one call. Disposing of it leaves the connections to the next.</summary>
    public HttpClient OpenTransport(Provider provider, OutgoingCall call, TransportLimits limits) =>
        new(new GuardedHandler(provider, _keys, call, limits, _time, _connections[provider.Id]))
        {
            // Each step has a limit of its own.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Where one client downloads models.</summary>
    /// <param name="client">Keeps the record.</param>
    /// <param name="ended">Told what became of each attempt.</param>
    public DownloadDesk OpenDownloads(IAttemptClient client, Action<AttemptEndedParams> ended) => new(_hubs, client, ended);

    public void Dispose()
    {
        foreach (var connections in _connections.Values)
        {
            connections.Dispose();
        }
    }
}
