using System.Text.Json;
using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Models.Local;

/// <summary>What was measured of each model by <c>npm run calibrate</c>: models/confidence.json, which is part of this assembly.</summary>
/// <param name="Default">For a model that was not measured, and while there is none.</param>
/// <param name="Models">Those that were.</param>
public sealed record Confidences(Confidence Default, IReadOnlyList<MeasuredModel> Models)
{
    private const string Resource = "confidence.json";

    /// <summary>What ships.</summary>
    public static Confidences Shipped { get; } = Read();

    /// <summary>What was measured of the model in a file, told by its <see cref="ModelFingerprint"/>; the default where nothing was. Only a file of the right length is read.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Confidence> OfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var candidates = Models.Where(model => model.Bytes == file.Length).ToList();
            if (candidates.Count == 0)
            {
                return Default;
            }

            var fingerprint = await ModelFingerprint.OfAsync(file, cancellationToken);

            return candidates.Find(model => string.Equals(model.Fingerprint, fingerprint, StringComparison.Ordinal))?.Confidence ?? Default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The host says what is wrong with the file.
            return Default;
        }
    }

    private static Confidences Read()
    {
        using var data = typeof(Confidences).Assembly.GetManifestResourceStream(Resource)!;

        return JsonSerializer.Deserialize(data, ConfidenceJsonContext.Default.Confidences)!;
    }
}
