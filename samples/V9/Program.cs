using SoftReserve.Generations;
using SoftReserve.Samples.V9;

return SoftReserve.Cli.Program.Run(args, Catalogue.Standard.With(V9.Choices));
