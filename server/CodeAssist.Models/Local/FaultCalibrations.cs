using System.Text.Json;
using CodeAssist.Core.Review.Likelihood;

namespace CodeAssist.Models.Local;

/// <summary>What was measured of each model's sense for faults by <c>npm run calibrate</c>: models/likelihood.json, which is part of this assembly.</summary>
/// <param name="Models">Those that were measured.</param>
public sealed record FaultCalibrations(IReadOnlyList<FaultCalibrations.Entry> Models)
{
    private const string Resource = "likelihood.json";

    /// <summary>What ships.</summary>
    public static FaultCalibrations Shipped { get; } = Read();

    /// <summary>What was measured of the model in a file, told by its <see cref="ModelFingerprint"/>; null where nothing was. Only a file of the right length is read.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FaultCalibration?> OfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var candidates = Models.Where(model => model.Bytes == file.Length).ToList();
            if (candidates.Count == 0)
            {
                return null;
            }

            var fingerprint = await ModelFingerprint.OfAsync(file, cancellationToken);

            return candidates.Find(model => string.Equals(model.Fingerprint, fingerprint, StringComparison.Ordinal))?.Calibration;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The host says what is wrong with the file.
            return null;
        }
    }

    private static FaultCalibrations Read()
    {
        using var data = typeof(FaultCalibrations).Assembly.GetManifestResourceStream(Resource)!;

        return JsonSerializer.Deserialize(data, FaultJsonContext.Default.FaultCalibrations)!;
    }

    /// <param name="Name">Its own name, for people.</param>
    /// <param name="Fingerprint">Of its file: <see cref="ModelFingerprint"/>.</param>
    /// <param name="Bytes">Length of its file.</param>
    /// <param name="Calibration">What was measured.</param>
    public sealed record Entry(string Name, string Fingerprint, long Bytes, FaultCalibration Calibration);
}
