namespace CodeAssist.Server.CommandLine;

/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="NextStep">What to do about it, in one sentence.</param>
internal sealed record DoctorProblem(string Message, string NextStep);
