import VAETools

PlotTool.start()
