using System.Text;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Keys;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Egress.Transport;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Support;

/// <summary>Asks a provider through the real transport and the real SDKs, with everything around it in a test's hands.</summary>
internal sealed class Asking(Provider provider) : IDisposable, IAttemptClient
{
    public const string Key = "sk-canary-0123456789";

    private readonly StringBuilder _text = new();
    private SocketsHttpHandler? _connections;

    public ApiKeys Keys { get; } = new();

    public Origin? Proxy { get; init; }

    /// <summary>What is known of the model.</summary>
    public ModelCard? Card { get; init; }

    public TransportLimits Limits { get; init; } = TransportLimits.For(provider.Place, card: null);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public NameLookup Lookup { get; init; } = (_, _) => throw new InvalidOperationException("No name should be looked up.");

    /// <summary>What the client says to an attempt.</summary>
    public Func<AttemptParams, EgressFailure?> Record { get; init; } = _ => null;

    public List<AttemptParams> Attempts { get; } = [];

    public List<AttemptRefusedParams> Refusals { get; } = [];

    /// <summary>What came of the answer.</summary>
    public string Text => _text.ToString();

    public Action<string> OnText { get; init; } = _ => { };

    /// <summary>The model server that a user named.</summary>
    public static Provider Loopback(ScriptedProvider server) =>
        Assert.Single(ProviderTable.For(CatalogueFiles.Shipped, new NamedEndpoints("", server.Address, ""), EgressReach.LoopbackOnly));

    /// <summary>One that speaks Anthropic's language.</summary>
    public static Provider LoopbackAnthropic(ScriptedProvider server) => Loopback(server) with
    {
        Dialect = ProviderDialect.Anthropic,
        BasePath = "",
        KeyHeader = CatalogueFiles.Shipped.FindProvider("anthropic")!.KeyHeader,
    };

    public static ChatParams Question(string text = "Why?") =>
        new("call-1", "loopback", "m-1", [new ChatTurn(ChatSpeaker.System, "Be brief."), new ChatTurn(ChatSpeaker.User, text)], 64, 0.5f);

    public async Task<ChatResult> RunAsync(ChatParams? question = null)
    {
        using var transport = Transport(question ?? Question());
        return await new ChatCall(provider, Card, transport, Limits, Time).RunAsync(
            question ?? Question(),
            piece =>
            {
                _text.Append(piece);
                OnText(piece);
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>The transport alone, for requests that no SDK would make.</summary>
    public HttpClient Transport(ChatParams question)
    {
        Keys.TrySet(provider, Key);
        _connections ??= ProviderConnections.Open(provider, Proxy, Limits, Lookup);
        var call = new OutgoingCall(question.CallId, question.Model, provider, this);
        return new HttpClient(new GuardedHandler(provider, Keys, call, Limits, Time, _connections)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Task<AttemptResult> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        Attempts.Add(attempt);
        return Task.FromResult(new AttemptResult(Record(attempt)));
    }

    public void Refused(AttemptRefusedParams refusal) => Refusals.Add(refusal);

    public void Dispose() => _connections?.Dispose();
}
