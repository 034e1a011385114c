using CodeAssist.Core.Spending;
using CodeAssist.Server.Composition;

namespace CodeAssist.Server.Features.Usage;

/// <summary>Counts what models on this machine answer. Written once a minute at most and at the end, never for a keystroke. Thread-safe.</summary>
/// <param name="time">The clock, and where the user is.</param>
/// <param name="record">Is told each sum once; must not block.</param>
internal sealed class LocalUse(TimeProvider time, Action<LocalUseEntry> record) : IDisposable
{
    /// <summary>What completions are counted as.</summary>
    public const string Completion = "completion";

    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(DateOnly Day, string Task, string Model), (int Calls, TokenCounts Tokens)> _sums = [];
    private ITimer? _next;

    /// <param name="task">What for: a word such as <see cref="Completion"/>.</param>
    /// <param name="model">Id of the model: <see cref="ModelId"/>.</param>
    /// <param name="tokens">Of one answer.</param>
    public void Count(string task, string model, TokenCounts tokens)
    {
        var key = (DateOnly.FromDateTime(time.GetLocalNow().DateTime), task, model);
        lock (_lock)
        {
            var (calls, sum) = _sums.GetValueOrDefault(key, (0, TokenCounts.None));
            _sums[key] = (calls + 1, sum.Plus(tokens));
            _next ??= time.CreateTimer(_ => Flush(), state: null, _interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Counts an answer at the caret, where it was this machine's.</summary>
    public void Count(Engine engine, TokenCounts tokens)
    {
        if (engine.CountedAs is { } model)
        {
            Count(Completion, model, tokens);
        }
    }

    /// <summary>How a model on this machine is called where closed ones are named, too.</summary>
    /// <param name="name">Its own name; null where it is not known any more.</param>
    public static string ModelId(string? name) => "local/" + (name ?? "unknown");

    public void Dispose() => Flush();

    /// <summary>Tells every sum that was not told yet.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _next?.Dispose();
            _next = null;
            foreach (var ((day, task, model), (calls, tokens)) in _sums)
            {
                record(new LocalUseEntry(LocalUseEntry.CurrentSchema, day, task, model, calls, tokens));
            }

            _sums.Clear();
        }
    }
}
