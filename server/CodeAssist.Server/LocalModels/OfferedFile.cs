using CodeAssist.Core.LocalModels.Fit;

namespace CodeAssist.Server.LocalModels;

/// <summary>One file of a model of the catalogue: the same model, its numbers stored in one of several ways.</summary>
/// <param name="Quantisation">How they are stored, by llama.cpp's name.</param>
/// <param name="Bytes">Size of the file, or about that; null where it is not known.</param>
/// <param name="Fit">How it would run here; null where that is not known.</param>
/// <param name="IsHere">Whether this file was found.</param>
/// <param name="Speed">What was measured of it here, or null.</param>
internal sealed record OfferedFile(string Quantisation, long? Bytes, FitPlan? Fit, bool IsHere, MeasuredSpeed? Speed);
