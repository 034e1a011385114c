using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;

namespace CodeAssist.Benchmarks.Gate;

/// <summary>What the gate costs for each request, and how much of ordinary code it takes for secrets.</summary>
internal static class GateRun
{
    private const int BodyBytes = 64 * 1024;
    private const int WarmRequests = 20;
    private const int Requests = 200;

    /// <param name="folder">A folder of source code.</param>
    /// <param name="files">Paths in it, relative, with forward slashes.</param>
    public static async Task<JsonObject> RunAsync(string folder, IReadOnlyList<string> files)
    {
        var gate = new PayloadGate(_ => RepositoryStanding.MayLeave, SecretScanner.Default);
        List<PayloadPart> parts = [];
        foreach (var file in files)
        {
            parts.Add(new PayloadPart(await File.ReadAllTextAsync(Path.Combine(folder, file)), [new PartOrigin.File("bench", file, IsIgnored: false)]));
        }

        var redacted = parts.Where(part => Redacts(gate, part)).Select(part => ((PartOrigin.File)part.Origins[0]).Path).ToList();
        var (admit, seal) = Measure(gate, parts);
        var busy = Environment.CpuUsage.UserTime;
        var again = Measure(gate, parts).Seal.Count;
        busy = Environment.CpuUsage.UserTime - busy;
        var ledger = await LedgerAsync();
        var decisions = DecisionRun.Measure();
        return new JsonObject
        {
            ["decision_ms_p95"] = P95(decisions),
            ["decision_ms_p50"] = P50(decisions),
            ["scan_64k_ms_p95"] = P95(seal),
            ["scan_64k_ms_p50"] = P50(seal),
            ["request_cpu_ms"] = Math.Round(busy.TotalMilliseconds / (again + WarmRequests), 3),
            ["taint_ms_p95"] = P95(admit),
            ["ledger_ms_p95"] = P95(ledger),
            ["ledger_ms_p50"] = P50(ledger),
            ["files"] = parts.Count,
            ["files_redacted"] = redacted.Count,
            ["files_redacted_share"] = Math.Round((double)redacted.Count / parts.Count, 4),
            ["redacted"] = new JsonArray([.. redacted.Select(path => JsonValue.Create(path))]),
        };
    }

    private static bool Redacts(PayloadGate gate, PayloadPart part) => Seal(gate, [part]) is not GateVerdict.Allowed { Placeholders.Count: 0 };

    private static (List<double> Admit, List<double> Seal) Measure(PayloadGate gate, List<PayloadPart> parts)
    {
        var random = new Random(3);
        List<double> admitted = [];
        List<double> sealedBodies = [];
        for (var request = -WarmRequests; request < Requests; request++)
        {
            // As many files, whole or in part, as make 64 KiB.
            List<PayloadPart> taken = [];
            for (var bytes = 0; bytes < BodyBytes;)
            {
                var part = parts[random.Next(parts.Count)];
                var text = part.Text[..Math.Min(part.Text.Length, BodyBytes - bytes)];
                taken.Add(part with { Text = text });
                bytes += Encoding.UTF8.GetByteCount(text) + 1;
            }

            var start = Stopwatch.GetTimestamp();
            var admission = (Admission.Admitted)gate.Admit(taken);
            var admit = Stopwatch.GetElapsedTime(start);
            var body = Body(admission);
            start = Stopwatch.GetTimestamp();
            _ = gate.Seal(admission, body, new SecretPlaceholders(), new HashSet<GateRefusalCode>());
            var seal = Stopwatch.GetElapsedTime(start);
            if (request >= 0)
            {
                admitted.Add(admit.TotalMilliseconds);
                sealedBodies.Add(seal.TotalMilliseconds);
            }
        }

        return (admitted, sealedBodies);
    }

    private static async Task<List<double>> LedgerAsync()
    {
        var folder = Directory.CreateTempSubdirectory("codeassist-bench-");
        try
        {
            using var ledger = new AuditLedger(folder.FullName, new LedgerOptions(), TimeProvider.System);
            var rules = new Dictionary<string, int>(StringComparer.Ordinal);
            var attempt = new LedgerAttempt("bench", "repository", "measure", "https://example.test:443", BodyBytes, Sha256.HexOf(new byte[BodyBytes]), rules, "bench");
            var price = new TokenPrice(2, null, 10);
            var spend = new SpendRequest("bench", "bench/model", price, CostEstimate.Of(price, 16_000, 1_000, 500), new Budgets(1_000, 1_000, 1_000));
            List<double> times = [];
            for (var record = -WarmRequests; record < Requests; record++)
            {
                var start = Stopwatch.GetTimestamp();
                _ = await ledger.ReserveAsync(attempt, spend, CancellationToken.None);
                if (record >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            return times;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static GateVerdict Seal(PayloadGate gate, IReadOnlyList<PayloadPart> parts)
    {
        var admission = (Admission.Admitted)gate.Admit(parts);
        return gate.Seal(admission, Body(admission), new SecretPlaceholders(), new HashSet<GateRefusalCode>());
    }

    private static byte[] Body(Admission.Admitted admission) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["model"] = "bench",
        ["messages"] = new JsonArray([.. admission.Parts.Select(part => new JsonObject { ["role"] = "user", ["content"] = part.Text })]),
    });

    private static double P95(List<double> times) => Percentile(times, 0.95);

    private static double P50(List<double> times) => Percentile(times, 0.5);

    private static double Percentile(List<double> times, double share) => Math.Round(times.Order().ElementAt((int)(share * times.Count)), 4);
}
