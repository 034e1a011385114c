using CodeAssist.Core.Routing;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.Assisting;

/// <summary>How models of this machine have done until now, for the router; kept from one process to the next. Thread-safe.</summary>
/// <param name="dataDirectory">Absolute path of the user's own data.</param>
/// <param name="time">Dates entries.</param>
internal sealed class TrackRecords(string dataDirectory, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Dictionary<(string Model, TaskKind Kind), TrackRecord>? _records;

    /// <returns>The model with what its answers were worth; as it is where too few were checked.</returns>
    public RoutableModel Rated(RoutableModel model)
    {
        lock (_lock)
        {
            var rates = Records().Where(entry => string.Equals(entry.Key.Model, model.Id, StringComparison.Ordinal) && entry.Value.Rate is not null)
                .ToDictionary(entry => entry.Key.Kind, entry => entry.Value.Rate!.Value);
            return rates.Count == 0 ? model : model with { SuccessRates = rates };
        }
    }

    /// <param name="model">Who answered.</param>
    /// <param name="kind">To what.</param>
    /// <param name="held">Whether the answer passed its checks.</param>
    public void Add(RoutableModel model, TaskKind kind, bool held)
    {
        lock (_lock)
        {
            Count(Records(), model.Id, kind, held);
            using var file = UsageFiles.Checked.Open(dataDirectory);
            file.WriteLine(UsageFiles.Checked.Line(
                new CheckedAnswerEntry(CheckedAnswerEntry.CurrentSchema, DateOnly.FromDateTime(time.GetLocalNow().Date), kind, model.Id, held)));
        }
    }

    private Dictionary<(string Model, TaskKind Kind), TrackRecord> Records()
    {
        if (_records is null)
        {
            _records = [];
            foreach (var entry in UsageFiles.Checked.Read(dataDirectory))
            {
                Count(_records, entry.Model, entry.Task, entry.Held);
            }
        }

        return _records;
    }

    private static void Count(Dictionary<(string Model, TaskKind Kind), TrackRecord> records, string model, TaskKind kind, bool held)
    {
        if (!records.TryGetValue((model, kind), out var record))
        {
            records[(model, kind)] = record = new TrackRecord();
        }

        record.Add(held);
    }
}
