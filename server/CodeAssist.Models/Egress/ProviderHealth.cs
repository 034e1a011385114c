using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Remembers of each provider how it did lately, so that one that is down is not asked by everybody.</summary>
/// <remarks>
/// Thread-safe. After <see cref="MostFailures"/> failures within <see cref="Window"/> a provider is left alone for <see cref="Break"/>; then exactly one
/// question is let through: its success closes the circuit, its failure opens it anew. A refused key and a spent limit open it until
/// <see cref="Reset"/>, because waiting changes nothing about them.
/// </remarks>
public sealed class ProviderHealth(TimeProvider time)
{
    /// <summary>Failures that open the circuit.</summary>
    public const int MostFailures = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>Failures older than this do not count any more.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a provider is left alone.</summary>
    public static TimeSpan Break { get; } = TimeSpan.FromSeconds(30);

    /// <summary>For those who choose whom to ask. Lets nobody through.</summary>
    public ProviderState HealthOf(string provider)
    {
        lock (_lock)
        {
            var circuit = Of(provider);
            return circuit.Reason is { } reason && (circuit.Until is not { } until || until > time.GetUtcNow() || circuit.IsProbing)
                ? new ProviderState.Open(circuit.Until, reason)
                : new ProviderState.Healthy();
        }
    }

    /// <summary>Somebody has changed what the provider refused: entered another key, raised a limit.</summary>
    public void Reset(string provider)
    {
        lock (_lock)
        {
            _circuits.Remove(provider);
        }
    }

    /// <summary>Asks whether a question may go to a provider. Whoever is let through says what came of it.</summary>
    /// <returns>Null when it may; then exactly one of the other methods follows.</returns>
    internal ProviderState.Open? Enter(string provider)
    {
        lock (_lock)
        {
            var circuit = Of(provider);
            if (HealthOf(provider) is ProviderState.Open open)
            {
                return open;
            }

            // The break is over: this one tries it, for all others.
            circuit.IsProbing = circuit.Reason is not null;
            return null;
        }
    }

    internal void Succeeded(string provider) => Reset(provider);

    /// <summary>Nothing was learned: somebody gave up, or the fault is ours or the question's.</summary>
    internal void Left(string provider)
    {
        lock (_lock)
        {
            Of(provider).IsProbing = false;
        }
    }

    internal void Failed(string provider, EgressFailure failure)
    {
        lock (_lock)
        {
            var circuit = Of(provider);
            var now = time.GetUtcNow();
            if (failure.Kind is EgressFailureKind.KeyRefused or EgressFailureKind.SpendLimit)
            {
                circuit.Open(until: null, failure);
                return;
            }

            circuit.Failures.RemoveAll(at => now - at >= Window);
            circuit.Failures.Add(now);
            if (circuit.IsProbing || circuit.Failures.Count >= MostFailures)
            {
                circuit.Open(now + Longer(Break, failure.RetryAfter), failure);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;

    private Circuit Of(string provider)
    {
        if (!_circuits.TryGetValue(provider, out var circuit))
        {
            circuit = _circuits[provider] = new Circuit();
        }

        return circuit;
    }

    private sealed class Circuit
    {
        public List<DateTimeOffset> Failures { get; } = [];

        public EgressFailure? Reason { get; private set; }

        public DateTimeOffset? Until { get; private set; }

        public bool IsProbing { get; set; }

        public void Open(DateTimeOffset? until, EgressFailure reason)
        {
            Until = until;
            Reason = reason;
            IsProbing = false;
            Failures.Clear();
        }
    }
}
