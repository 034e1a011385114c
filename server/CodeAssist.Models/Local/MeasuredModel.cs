using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Models.Local;

/// <param name="Name">Its own name, for people.</param>
/// <param name="Fingerprint">Of its file: <see cref="ModelFingerprint"/>.</param>
/// <param name="Bytes">Length of its file.</param>
/// <param name="Confidence">What was measured.</param>
public sealed record MeasuredModel(string Name, string Fingerprint, long Bytes, Confidence Confidence);
